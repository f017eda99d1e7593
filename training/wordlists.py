"""Names from the rest of the world, for articles that are all about one country's election."""

from __future__ import annotations

GIVEN = tuple(
    """Aisha Amina Chinedu Kwame Ngozi Thabo Fatima Ibrahim Wanjiku Tendai Yusuf Zainab Musa Abena
    Sipho Lindiwe Babajide Folake Hassan Samira Priya Arjun Rahul Anjali Narendra Sunita Imran
    Ayesha Tariq Bilal Nusrat Shakib Dilshan Kumari Hiroshi Yuki Keiko Kenji Minjun Jiwoo Seo-yeon
    Wei Xiaoling Jun Mei Linh Nguyet Somchai Siti Budi Dewi Ahmad Anwar Nurul Jose Maria Rodrigo
    Leila Reza Farah Omar Mohammed Abdullah Khalid Nadia Yasmin Mustafa Elif Mehmet Ayse Recep
    Oleksandr Olena Volodymyr Dmytro Sergei Natalia Katarzyna Piotr Agnieszka Viktor Zsofia Ion
    Andreea Milos Jelena Nikos Eleni Giorgia Matteo Chiara Pedro Ines Joao Beatriz Camila Diego
    Valentina Santiago Luiz Alejandra Gustavo Claudine Jean-Luc Amelie Thierry Anke Jürgen Sabine
    Lars Ingrid Mette Søren Sanna Aino Siobhan Ciaran Rhys Gareth Fiona Hamish Nigel Gemma Keir
    Jacinda Ngaire Wiremu Tane Malakai Sione""".split()
)
FAMILY = tuple(
    """Okafor Adeyemi Mensah Mwangi Odhiambo Ndlovu Dlamini Tshabalala Bello Abubakar Diallo Traoré
    Keïta Tesfaye Bekele Mugisha Kagame Chikwanha Banda Phiri Sharma Patel Gupta Iyer Banerjee
    Chatterjee Khan Malik Bhutto Hossain Rahman Rajapaksa Perera Thapa Tanaka Suzuki Watanabe
    Nakamura Kim Park Choi Zhang Wang Liu Chen Nguyen Tran Wongsakul Suharto Wijaya Santos
    Reyes Dela-Cruz Aquino Hosseini Rouhani Ahmadi Haddad Khoury al-Masri al-Sabah al-Rashid Nasser
    Mansour Levy Cohen Barzani Demir Yilmaz Kaya Shevchenko Kovalenko Melnyk Ivanov Petrov Kuznetsov
    Nowak Kowalski Wójcik Horváth Szabó Popescu Ionescu Jovanović Petrović Papadopoulos Rossi Russo
    Bianchi Silva Costa Pereira Oliveira Fernández García Ramírez Morales Quispe Vargas Rojas Dubois
    Lefebvre Moreau Schmidt Weber Hoffmann Lindqvist Andersen Hansen Virtanen Korhonen O'Sullivan
    Murphy Davies Evans MacDonald Campbell Ashworth Pemberton Taylor-Green Whaanga Parata Tupou
    Leavasa van-Dijk de-Vries Peeters Janssens""".split()
)
PLACES = tuple(
    """Nigeria Kenya Ghana Ethiopia Sudan Zimbabwe Uganda Mali India Pakistan Bangladesh Nepal Japan
    China Taiwan Vietnam Thailand Indonesia Malaysia Philippines Myanmar Iran Iraq Syria Lebanon
    Israel Jordan Egypt Tunisia Turkey Ukraine Russia Poland Hungary Serbia Greece Italy Spain
    Portugal Brazil Argentina Chile Peru Colombia Venezuela Mexico France Germany Belgium Sweden
    Finland Ireland Scotland Wales Britain Australia Canada Qatar Yemen Haiti Lagos Nairobi Accra
    Khartoum Harare Kampala Delhi Mumbai Karachi Lahore Dhaka Kathmandu Tokyo Beijing Taipei Hanoi
    Bangkok Jakarta Manila Tehran Baghdad Damascus Beirut Jerusalem Gaza Cairo Tunis Ankara Istanbul
    Kyiv Kharkiv Moscow Warsaw Budapest Belgrade Athens Rome Madrid Lisbon Brasília Lima Bogotá
    Caracas Paris Berlin Brussels Stockholm Helsinki Dublin Edinburgh Cardiff London Manchester
    Sydney Canberra Auckland Wellington Ottawa Toronto Doha Riyadh""".split()
)
PEOPLES = tuple(
    """Nigerian Kenyan Ghanaian Ethiopian Sudanese Zimbabwean Ugandan Indian Pakistani Bangladeshi
    Nepali Japanese Chinese Taiwanese Vietnamese Thai Indonesian Malaysian Filipino Iranian Iraqi
    Syrian Lebanese Israeli Jordanian Egyptian Tunisian Turkish Ukrainian Russian Polish Hungarian
    Serbian Greek Italian Spanish Portuguese Brazilian Argentine Chilean Peruvian Colombian Mexican
    French German Belgian Swedish Finnish Irish Scottish Welsh British Australian Canadian Kurdish
    Conservative Liberal Islamist Maoist Socialist Hindu Muslim Sunni Shia Orthodox""".split()
)
TITLES = (
    "Minister",
    "Prime Minister",
    "Foreign Minister",
    "President",
    "Chancellor",
    "Deputy Minister",
    "Sir",
    "Dr",
    "Professor",
    "General",
    "Sheikh",
    "MP",
    "Chief",
    "Ms",
    "Mr",
    "Mrs",
)
ORGANIZATIONS = (
    "Al Jazeera", "BBC", "Reuters", "Agence France-Presse", "Xinhua", "Anadolu Agency",
    "Interfax", "The Guardian", "Der Spiegel", "Le Monde", "El País", "The Hindu", "Dawn",
    "The Straits Times", "NHK", "Kremlin", "Bundestag", "Knesset", "Lok Sabha",
    "Foreign Office", "Downing Street", "European Commission", "European Parliament",
    "African Union", "ECOWAS", "ASEAN", "World Health Organization", "UNICEF", "UNHCR",
    "Amnesty International", "Human Rights Watch", "Médecins Sans Frontières", "Red Crescent",
    "International Criminal Court", "Reserve Bank", "Bank of England", "Eskom",
    "Gazprom", "Tata Steel", "Samsung", "Huawei", "Petrobras", "Ministry of Health",
    "Ministry of Defence", "Election Commission", "Supreme Court", "Hamas",
    "Hezbollah", "Labour Party", "African National Congress", "Awami League",
    "BJP", "Fidesz", "IMF", "World Bank", "NATO", "United Nations", "FIFA",
)  # fmt: skip
AGENCIES = ("Reuters", "AP", "AFP", "dpa", "PTI", "Bloomberg")
QUESTIONS = (
    "What did he say?",
    "Why does it matter?",
    "What happens next?",
    "Who is to blame?",
    "What is the background?",
    "How did the government respond?",
    "Is there a way out?",
)
BOILERPLATE = (
    "Image source, Getty Images",
    "Image caption, Protesters gathered outside the ministry on Monday",
    "Read more:",
    "Advertisement",
    "Related stories",
    "Listen to this article",
    "Additional reporting by our correspondents",
    "This story has been updated.",
    "FILE PHOTO: Soldiers patrol a street in the capital",
    "Key points",
    "Sign up for our newsletter",
    "• Follow our live coverage",
)
MONTHS = (
    "January February March April May June July August September October November December"
).split()
